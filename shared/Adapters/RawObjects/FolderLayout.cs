using System.Globalization;
using System.Text;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// Where the things of a <see cref="FolderBucket"/> lie: objects at their plain path, the rest hidden.
/// </summary>
internal sealed class FolderLayout(string root)
{
    private const int Locks = 64;

    public string Root { get; } = root;

    /// <summary>Files that are being written; one that nobody writes any more is a leftover.</summary>
    public string Pending { get; } = Path.Combine(root, ".isotherm", "pending");

    /// <summary>The file of an object, for everybody to read.</summary>
    public string File(string name) => Path.Combine([Root, .. name.Split('/')]);

    /// <summary>The folder of the notes on an object; a note starts with a dot, as no segment of a name does.</summary>
    public string Records(string name) => Path.Combine([Root, ".isotherm", "records", .. name.Split('/')]);

    /// <summary>
    /// The lock that writers of this name share with a few other names. Lock files are never deleted.
    /// </summary>
    public string Lock(string name)
    {
        Crc32C crc = default;
        crc.Append(Encoding.UTF8.GetBytes(name));
        var stripe = crc.Value % Locks;
        return Path.Combine(Root, ".isotherm", "locks", stripe.ToString("00", CultureInfo.InvariantCulture));
    }
}
