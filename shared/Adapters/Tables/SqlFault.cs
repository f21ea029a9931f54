namespace Isotherm.Adapters.Tables;

/// <summary>What an error of a database means.</summary>
internal enum SqlFault
{
    /// <summary>Not an error of the database at all.</summary>
    None,

    /// <summary>Another try may succeed: deadlock, lock wait, lost connection, busy.</summary>
    Passing,

    /// <summary>The statement took longer than it may and was ended; one that asks for less may succeed.</summary>
    TooLong,

    /// <summary>It stays until an operator does something: no right, no space, a wrong password.</summary>
    Standing,

    /// <summary>The tables are not there, or not all of their columns.</summary>
    NotMigrated,

    /// <summary>These values can never be stored.</summary>
    Refused,
}
