using System.Net;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>The short requests about one object of a bucket: its resource, and its end.</summary>
internal sealed class CloudStorageObjects(string bucket, CloudStorageConnection connection)
{
    public const string CreateRight = "storage.objects.create";
    public const string ReplaceRight = "storage.objects.create and storage.objects.delete";
    public const string ReadRight = "storage.objects.get";
    public const string ListRight = "storage.objects.list";
    private const string DeleteRight = "storage.objects.delete";

    public string Bucket => bucket;

    public CloudStorageConnection Connection => connection;

    public CloudStorageNames Names { get; } = new(connection.Options.Endpoint, bucket);

    public CloudStorageOperation Operation(string verb, string target, string right) =>
        new(verb, bucket, target, right);

    /// <summary>What is stored under a name (null: its live generation), or null.</summary>
    public async Task<StoredObject?> FindAsync(string name, long? generation, CancellationToken cancellation)
    {
        if (await GetAsync(name, generation, cancellation) is not { } found) return null;
        return found.ToStored(name)
            ?? throw Operation("read", name, ReadRight).Failed("its metadata lack generation, size or crc32c");
    }

    public Task<CloudStorageObject?> GetAsync(string name, long? generation, CancellationToken cancellation)
    {
        var operation = Operation("read", name, ReadRight);
        return connection.SendAsync(
            operation,
            () => new HttpRequestMessage(HttpMethod.Get, Names.Object(name, generation, media: false)),
            async (response, limit) =>
            {
                using (response)
                {
                    if (await IsMissingAsync(operation, response, limit)) return null;
                    return await CloudStorageConnection.ReadJsonAsync(
                        response, CloudStorageJson.Default.CloudStorageObject, limit);
                }
            },
            connection.NewBudget(),
            cancellation);
    }

    /// <summary>Asks once to delete a generation that is no good; it harms nobody where that fails.</summary>
    public Task TryDeleteAsync(string name, long generation, CancellationToken cancellation) =>
        connection.TryAsync(
            () => new HttpRequestMessage(HttpMethod.Delete, Names.Object(name, generation, media: false)),
            CloudStorageAnswer.ReadAsync,
            connection.NewBudget(),
            authorize: true,
            cancellation);

    public Task<bool> DeleteAsync(string name, long generation, CancellationToken cancellation)
    {
        var operation = Operation("delete", name, DeleteRight);
        return connection.SendAsync(
            operation,
            () => new HttpRequestMessage(HttpMethod.Delete, Names.Object(name, generation, media: false)),
            async (response, limit) =>
            {
                using (response) return !await IsMissingAsync(operation, response, limit);
            },
            connection.NewBudget(),
            cancellation);
    }

    /// <summary>
    /// Whether an answer says that there is no such object. A bucket that does not exist is a mistake of whoever
    /// set the service up, not a missing object, though the status is the same.
    /// </summary>
    /// <exception cref="TransientException">The answer is another refusal.</exception>
    public static async Task<bool> IsMissingAsync(
        CloudStorageOperation operation, HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode) return false;
        var detail = await CloudStorageConnection.ReadErrorAsync(response, cancellation);
        var isBucket = detail is not null
            && (detail.Contains("bucket does not exist", StringComparison.OrdinalIgnoreCase)
                || detail.Contains($"Bucket {operation.Bucket} does not exist", StringComparison.Ordinal));
        if (response.StatusCode == HttpStatusCode.NotFound && !isBucket) return true;
        throw operation.Refused(response.StatusCode, detail);
    }
}
