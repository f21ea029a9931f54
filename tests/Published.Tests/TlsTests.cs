using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Isotherm.Testing.Processes;
using Isotherm.Testing.SensorApi;
using Isotherm.Testing.Tables;
using MySqlConnector;

namespace Isotherm.Published.Tests;

/// <summary>The native binary checks the server of the database by its authority, as it does with Cloud SQL.</summary>
public sealed class TlsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_whose_authority_is_known_is_written_to()
    {
        NativeFunctions.Folder();
        var authority = await AuthorityAsync();
        await using var places = await Places.CloudAsync($";SslMode=VerifyCA;SslCa={authority}");

        Assert.Equal(HttpStatusCode.NoContent, await RecordAsync(places));
        Assert.NotEmpty(await places.QueryAsync("SELECT * FROM region_temperature"));
    }

    [Fact]
    public async Task A_server_of_another_authority_gets_nothing_and_the_message_comes_again()
    {
        NativeFunctions.Folder();
        TestMySql.RequireServer();
        var other = Path.GetTempFileName();
        await File.WriteAllTextAsync(other, Stranger(), Cancellation);
        await using var places = await Places.CloudAsync($";SslMode=VerifyCA;SslCa={other}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await RecordAsync(places));
        Assert.Empty(await places.QueryAsync("SELECT * FROM runs"));
        File.Delete(other);
    }

    private static async Task<HttpStatusCode> RecordAsync(Places places)
    {
        await using var api = RudeServer.Start(RudeAnswer.Json(
            """[{"id":"a","lat":48.85,"lon":2.35,"temperature":10.5,"country":"France"}]"""));
        await using var fetch = Functions.Fetch(FunctionBuild.Native, places, api.Url);
        await using var aggregate = Functions.Aggregate(FunctionBuild.Native, places);
        using var http = new HttpClient();
        using var fetched = await http.PostAsync(await fetch.AddressAsync(Cancellation), content: null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, fetched.StatusCode);
        using var request = Push.Raw(Assert.Single(Places.Messages(places.Topic)));
        request.RequestUri = await aggregate.AddressAsync(Cancellation);
        using var taken = await http.SendAsync(request, Cancellation);
        return taken.StatusCode;
    }

    /// <summary>The file of the authority, where the server for tests runs on this machine; else a skip.</summary>
    private static async Task<string> AuthorityAsync()
    {
        TestMySql.RequireServer();
        await using var connection = new MySqlConnection(Environment.GetEnvironmentVariable(TestMySql.Variable));
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT CONCAT(@@datadir, ' ', @@ssl_ca)";
        var said = ((string)(await command.ExecuteScalarAsync(Cancellation))!).Split(' ');
        var path = Path.Combine(said[0], said[1]);
        if (!File.Exists(path)) Assert.Skip("The MySQL server for tests keeps its authority on another machine.");
        return path;
    }

    private static string Stranger()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Stranger", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return certificate.ExportCertificatePem();
    }
}
