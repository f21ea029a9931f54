using System.Runtime.CompilerServices;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>The live objects below a prefix, page by page.</summary>
internal sealed class CloudStorageListing(CloudStorageObjects objects, string prefix)
{
    private readonly CloudStorageOperation _operation =
        objects.Operation("list", prefix + "*", CloudStorageObjects.ListRight);

    /// <summary>
    /// In the order of their names, each once. A service that sends everything in one page is right too; one that
    /// goes back in its order has lost its place, and is an error rather than an endless listing.
    /// </summary>
    public async IAsyncEnumerable<StoredObject> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        string? token = null;
        string? last = null;
        do
        {
            var page = await ReadPageAsync(token, cancellation);
            foreach (var stored in Sorted(page))
            {
                if (last is not null && CloudStorageOrder.Instance.Compare(stored.Name, last) <= 0)
                    throw _operation.Failed("its pages overlap, try again");
                last = stored.Name;
                yield return stored;
            }

            if (page.NextPageToken == token && token is not null) throw _operation.Failed("its pages go round");
            token = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(token));
    }

    private IOrderedEnumerable<StoredObject> Sorted(CloudStoragePage page) =>
        (page.Items ?? [])
            .Where(item => item.Name?.StartsWith(prefix, StringComparison.Ordinal) ?? false)
            .Select(item => item.ToStored(item.Name!)
                ?? throw _operation.Failed($"{item.Name} lacks generation, size or crc32c"))
            .OrderBy(stored => stored.Name, CloudStorageOrder.Instance);

    private Task<CloudStoragePage> ReadPageAsync(string? token, CancellationToken cancellation)
    {
        var address = objects.Names.List(prefix, objects.Connection.Options.PageSize, token);
        return objects.Connection.SendAsync(
            _operation,
            () => new HttpRequestMessage(HttpMethod.Get, address),
            async (response, limit) =>
            {
                using (response)
                {
                    if (await CloudStorageObjects.IsMissingAsync(_operation, response, limit))
                        throw _operation.Refused(response.StatusCode, detail: null);
                    return await CloudStorageConnection.ReadJsonAsync(
                        response, CloudStorageJson.Default.CloudStoragePage, limit);
                }
            },
            objects.Connection.NewBudget(),
            cancellation);
    }
}
