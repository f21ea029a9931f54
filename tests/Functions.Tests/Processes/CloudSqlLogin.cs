using System.Text;
using Isotherm.Testing.Identity;
using Isotherm.Testing.Processes;
using Isotherm.Testing.Tables;
using MySqlConnector;

namespace Isotherm.Functions.Tests.Processes;

/// <summary>
/// Aggregate as a process with the settings of Cloud SQL, on the real MySQL: its own certificate authority, and the
/// password of the user as the token that a metadata server hands out.
/// </summary>
public sealed class CloudSqlLogin : AggregateProcessTest
{
    private const string Account = "@my-project.iam.gserviceaccount.com";

    [Fact]
    public async Task With_the_authority_of_the_server_and_a_token_messages_are_taken()
    {
        await File.WriteAllTextAsync(Folder.File("ca.pem"), await AuthorityAsync(), Cancellation);
        var settings = Settings(out var token);
        settings.SslCa = Folder.File("ca.pem");
        await using var metadata = await RudeMetadataServer.StartAsync();
        metadata.Be(RudeMetadataServer.Token(token, 3600));
        var message = (await CommitAsync(Raw, Encoding.UTF8.GetBytes(Readings)))[0];
        await using var aggregate = Start(settings.ConnectionString, metadata);

        Assert.Equal(204, await DeliverAsync(await aggregate.AddressAsync(Cancellation), message));

        Assert.Equal([Row], await ShownAsync());
        Assert.Equal(1, metadata.Requests);
        Assert.DoesNotContain(token, aggregate.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_another_authority_the_message_is_refused_for_now_and_the_token_is_nowhere()
    {
        using var other = new TestCertificates();
        await File.WriteAllTextAsync(Folder.File("ca.pem"), other.Pem, Cancellation);
        var settings = Settings(out var token);
        settings.SslCa = Folder.File("ca.pem");
        await using var metadata = await RudeMetadataServer.StartAsync();
        metadata.Be(RudeMetadataServer.Token(token, 3600));
        var message = (await CommitAsync(Raw, Encoding.UTF8.GetBytes(Readings)))[0];
        await using var aggregate = Start(settings.ConnectionString, metadata);

        Assert.Equal(503, await DeliverAsync(await aggregate.AddressAsync(Cancellation), message));

        Assert.Empty(await ShownAsync());
        Assert.Contains("SSL Authentication Error", aggregate.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(token, aggregate.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SslMode=Required;SslCa=/nowhere/ca.pem", "SslMode=VerifyCA")]
    [InlineData("SslMode=Preferred", "SslMode=VerifyCA")]
    [InlineData("", "SslMode=VerifyCA")]
    [InlineData("SslMode=VerifyCA", "SslCa=FILE")]
    [InlineData("SslMode=VerifyCA;SslCa=/nowhere/ca.pem", "'/nowhere/ca.pem', cannot be read")]
    [InlineData("SslMode=VerifyCA;SslCa=/nowhere/ca.pem;Password=planted-secret", "must have no Password")]
    [InlineData("SslMode=VerifyCA;SslCa=/nowhere/ca.pem;User ID=" + Account, "needs User ID=ACCOUNT")]
    public async Task A_login_by_IAM_that_is_not_safe_is_refused_at_the_start(string how, string says)
    {
        await using var aggregate = Start("Server=127.0.0.1;Database=d;User ID=a" + Account + ";" + how, null);

        Assert.Equal(1, await aggregate.ExitCodeAsync(Cancellation));

        Assert.Contains("  DATABASE cannot be used: ", aggregate.Output, StringComparison.Ordinal);
        Assert.Contains(says, aggregate.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("planted-secret", aggregate.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_kind_of_login_is_refused_at_the_start()
    {
        await using var aggregate = StartAggregate(("DATABASE_LOGIN", "kerberos"));

        Assert.Equal(1, await aggregate.ExitCodeAsync(Cancellation));

        Assert.Contains("DATABASE_LOGIN must be password or iam.", aggregate.Output, StringComparison.Ordinal);
    }

    private FunctionUnderTest Start(string database, RudeMetadataServer? metadata) => StartAggregate(
        ("DATABASE", database), ("DATABASE_LOGIN", "iam"), ("GCE_METADATA_HOST", metadata?.Host ?? "127.0.0.1:9"));

    private MySqlConnectionStringBuilder Settings(out string token)
    {
        var settings = new MySqlConnectionStringBuilder(Server.ConnectionString);
        token = settings.Password;
        settings.Password = "";
        settings.UserID += Account;
        settings.SslMode = MySqlSslMode.VerifyCA;
        return settings;
    }

    /// <summary>The authority that the server's certificate is of; MySQL sends it along.</summary>
    private async Task<string> AuthorityAsync()
    {
        var pem = "";
        var settings = new MySqlConnectionStringBuilder(Server.ConnectionString)
        {
            SslMode = MySqlSslMode.Required,
            Pooling = false,
        };
        await using var connection = new MySqlConnection(settings.ConnectionString);
        connection.RemoteCertificateValidationCallback = (_, _, chain, _) =>
        {
            pem = chain!.ChainPolicy.ExtraStore[^1].ExportCertificatePem();
            return pem.Length > 0;
        };
        await connection.OpenAsync(Cancellation);
        return pem;
    }
}
