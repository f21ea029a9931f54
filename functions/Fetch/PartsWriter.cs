using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;

namespace Isotherm.Fetch;

/// <summary>
/// Writes the parts of one attempt, one after the other, each into its own raw object. A part becomes an object as soon
/// as the next one begins; what is not committed leaves no trace.
/// </summary>
/// <param name="bucket">Where to.</param>
/// <param name="name">The raw object of a part, by its number.</param>
internal sealed class PartsWriter(IBucket bucket, Func<int, RawObjectName> name) : IAsyncDisposable
{
    private readonly List<StoredObject> _stored = [];
    private IObjectWriter? _open;
    private Crc32C _crc;
    private long _size;

    /// <summary>The parts that are objects, in order.</summary>
    public IReadOnlyList<StoredObject> Stored => _stored;

    private string Name => name(_stored.Count).ToString();

    /// <exception cref="TransientException">The bucket cannot be reached.</exception>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        _open = await bucket.CreateAsync(Name, cancellation);
        (_crc, _size) = (default, 0);
    }

    /// <exception cref="TransientException">The bucket cannot be reached.</exception>
    public async Task WriteAsync(IReadOnlyList<PartPiece> pieces, CancellationToken cancellation)
    {
        foreach (var piece in pieces)
        {
            if (piece.Part > _stored.Count)
            {
                await CommitAsync(cancellation);
                await OpenAsync(cancellation);
            }

            await _open!.WriteAsync(piece.Bytes, cancellation);
            _crc.Append(piece.Bytes.Span);
            _size += piece.Bytes.Length;
        }
    }

    /// <summary>Makes the part that is being written an object.</summary>
    /// <exception cref="TransientException">The bucket cannot be reached, or holds something else.</exception>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        var result = await _open!.CommitAsync(cancellation);

        // The name is new with every attempt, so what stands there already is our own write whose answer was lost.
        var stored = result.Written ?? await bucket.FindAsync(Name, cancellation);
        if (stored is null || stored.Size != _size || stored.Crc32C != _crc.ToBase64())
            throw new TransientException($"The bucket does not hold {Name} as it was sent.");
        await DisposeAsync();
        _stored.Add(stored);
    }

    public async ValueTask DisposeAsync()
    {
        if (_open is not null) await _open.DisposeAsync();
        _open = null;
    }
}
