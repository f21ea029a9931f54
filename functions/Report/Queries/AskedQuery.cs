using System.Diagnostics.CodeAnalysis;

namespace Isotherm.Report.Queries;

/// <summary>What is asked for, or everything that is wrong with the question.</summary>
internal readonly record struct AskedQuery<T>(T? Query, IReadOnlyList<ParameterMistake> Mistakes)
    where T : class
{
    /// <summary>True with the query; false when there are mistakes.</summary>
    public bool Is([NotNullWhen(true)] out T? query)
    {
        query = Mistakes.Count == 0 ? Query : null;
        return query is not null;
    }
}
