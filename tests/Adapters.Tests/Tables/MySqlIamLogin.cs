using Isotherm.Adapters.Tables;
using Isotherm.Core.Failures;
using Isotherm.Testing;
using Isotherm.Testing.Identity;
using Isotherm.Testing.Tables;
using MySqlConnector;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>
/// A login by IAM against a server that asks for the password in clear, as Cloud SQL does. What is sent is a token of
/// the metadata server, and only to a server that has proved who it is.
/// </summary>
public sealed class MySqlIamLogin : IAsyncLifetime
{
    private const string Account = "aggregate@my-project.iam.gserviceaccount.com";

    private readonly TemporaryFolder _folder = new();
    private readonly TestCertificates _certificates = new();
    private readonly HastyClock _clock = new(new DateTimeOffset(2019, 2, 19, 14, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, string> _variables = new() { ["DATABASE_LOGIN"] = "iam" };
    private RudeMetadataServer _metadata = null!;
    private BackingServices _services = null!;

    private static CancellationToken Cancellation => Patience.Cancellation;

    public async ValueTask InitializeAsync()
    {
        _metadata = await RudeMetadataServer.StartAsync();
        _variables["GCE_METADATA_HOST"] = _metadata.Host;
        _services = new BackingServices(_variables.GetValueOrDefault, _clock);
        await File.WriteAllTextAsync(_folder.File("ca.pem"), _certificates.Pem, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _metadata.DisposeAsync();
        _certificates.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_password_is_a_token_for_logins_only_and_the_user_is_the_name_before_the_at_sign()
    {
        await using var server = RudeMySql.Start(_certificates.Server(), "token-1");

        await BeginAsync(Open(server));

        Assert.Equal(["token-1"], server.Passwords);
        Assert.Equal(["aggregate"], server.Users);
        Assert.Equal(["?scopes=https://www.googleapis.com/auth/sqlservice.login"], _metadata.Queries);
    }

    [Fact]
    public async Task A_pooled_connection_needs_no_second_token_and_a_new_one_gets_the_token_of_its_day()
    {
        await using var server = RudeMySql.Start(_certificates.Server(), "token-1", "token-2");
        var database = Open(server);

        await BeginAsync(database);
        await BeginAsync(database);
        Assert.Equal(["token-1"], server.Passwords);

        _clock.Advance(TimeSpan.FromHours(1));
        await using (await database.Tables.BeginAsync(Cancellation)) await BeginAsync(database);
        Assert.Equal(["token-1", "token-2"], server.Passwords);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_replaced_once()
    {
        await using var server = RudeMySql.Start(_certificates.Server(), "token-2");

        await BeginAsync(Open(server));

        Assert.Equal(["token-1", "token-2"], server.Passwords);
    }

    [Fact]
    public async Task An_account_that_may_not_log_in_is_a_failure_that_shows_no_token()
    {
        await using var server = RudeMySql.Start(_certificates.Server(), "another");

        var failure = await Assert.ThrowsAsync<TransientException>(() => BeginAsync(Open(server)));

        Assert.Equal(["token-1", "token-2"], server.Passwords);
        Assert.Contains("Access denied for user 'aggregate'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token-", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_metadata_server_the_failure_says_so_and_the_database_is_not_asked()
    {
        await using var server = RudeMySql.Start(_certificates.Server(), "token-1");
        _metadata.Be(RudeMetadataServer.Status(404), RudeMetadataServer.Status(404));

        var failure = await Assert.ThrowsAsync<TransientException>(() => BeginAsync(Open(server)));

        Assert.Contains("metadata server", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Passwords);
    }

    [Theory]
    [InlineData("VerifyCA")]
    [InlineData("VerifyFull")]
    public async Task An_impostor_with_a_certificate_of_another_authority_never_sees_the_token(string mode)
    {
        using var other = new TestCertificates();
        await using var impostor = RudeMySql.Start(other.Server(), "token-1", "token-2");

        var failure = await Assert.ThrowsAsync<TransientException>(() => BeginAsync(Open(impostor, mode: mode)));

        Assert.Empty(impostor.Passwords);
        Assert.Contains("SSL Authentication Error", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_has_ended_is_not_taken()
    {
        await using var server = RudeMySql.Start(_certificates.Server(days: -1), "token-1");

        await Assert.ThrowsAsync<TransientException>(() => BeginAsync(Open(server)));

        Assert.Empty(server.Passwords);
    }

    [Theory]
    [InlineData("VerifyCA", 1)]
    [InlineData("VerifyFull", 0)]
    public async Task The_name_in_the_certificate_counts_when_it_is_asked_for(string mode, int logins)
    {
        await using var server = RudeMySql.Start(_certificates.Server("db.example"), "token-1");
        var database = Open(server, mode: mode);

        if (logins == 0) await Assert.ThrowsAsync<TransientException>(() => BeginAsync(database));
        else await BeginAsync(database);

        Assert.Equal(logins, server.Passwords.Count);
    }

    [Fact]
    public async Task While_the_authority_is_rotated_the_file_holds_both_and_either_is_good()
    {
        using var next = new TestCertificates("The next CA");
        await File.WriteAllTextAsync(_folder.File("both.pem"), _certificates.Pem + next.Pem, Cancellation);
        await using var before = RudeMySql.Start(_certificates.Server(), "token-1");
        await using var after = RudeMySql.Start(next.Server(), "token-1");

        await BeginAsync(Open(before, "both.pem"));
        await BeginAsync(Open(after, "both.pem"));

        Assert.Equal((1, 1), (before.Passwords.Count, after.Passwords.Count));
    }

    [Theory]
    [InlineData("iam", "", "holds no certificate")]
    [InlineData("iam", "nonsense", "holds no certificate")]
    [InlineData("iam", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "that cannot be read")]
    [InlineData("password", "nonsense", "holds no certificate")]
    public void A_file_of_authorities_that_is_none_is_refused_with_its_name(string login, string content, string says)
    {
        _variables["DATABASE_LOGIN"] = login;
        File.WriteAllText(_folder.File("bad.pem"), content);
        var location = $"Server=h;Database=d;User ID=u;SslMode=VerifyCA;SslCa={_folder.File("bad.pem")}";

        Assert.Null(_services.OpenDatabase(location, out var refusal));

        Assert.Contains("bad.pem", refusal, StringComparison.Ordinal);
        Assert.Contains(says, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DATABASE_LOGIN", "IAM", "DATABASE_LOGIN must be password or iam.")]
    [InlineData("GCE_METADATA_HOST", "no host", "GCE_METADATA_HOST is no host")]
    [InlineData("DATABASE_LOGIN", "iam", "A login by IAM is for MySQL")]
    public void A_login_that_cannot_be_is_refused(string variable, string value, string says)
    {
        _variables[variable] = value;

        Assert.Null(_services.OpenDatabase("sqlite:" + _folder.File("tables.db"), out var refusal));

        Assert.StartsWith(says, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_is_verified_by_the_CA_is_not_told_to_an_impostor_either()
    {
        _variables.Remove("DATABASE_LOGIN");
        using var other = new TestCertificates();
        await using var impostor = RudeMySql.Start(other.Server(), "planted");
        var database = Open(impostor, more: ";Password=planted");

        await Assert.ThrowsAsync<TransientException>(() => BeginAsync(database));

        Assert.Empty(impostor.Passwords);
    }

    /// <summary>Why the check is made here: when this fails, MySqlConnector makes it in time itself.</summary>
    [Fact]
    public async Task MySqlConnector_alone_tells_an_impostor_the_password_before_it_looks_at_the_certificate()
    {
        using var other = new TestCertificates();
        await using var impostor = RudeMySql.Start(other.Server(), "planted");
        var location = Location(impostor, "ca.pem", "VerifyCA") + ";Password=planted";
        await using var connection = new MySqlConnection(location);

        await Assert.ThrowsAsync<MySqlException>(() => connection.OpenAsync(Cancellation));

        Assert.Equal(["planted"], impostor.Passwords);
    }

    private string Location(RudeMySql server, string authorities, string mode) =>
        $"Server=127.0.0.1;Port={server.Port};Database=d;User ID={Account};SslMode={mode};"
        + $"SslCa={_folder.File(authorities)}";

    private Database Open(
        RudeMySql server, string authorities = "ca.pem", string mode = "VerifyCA", string more = "")
    {
        var database = _services.OpenDatabase(Location(server, authorities, mode) + more, out var refusal);
        Assert.Null(refusal);
        return database!;
    }

    private static async Task BeginAsync(Database database)
    {
        await using var transaction = await database.Tables.BeginAsync(Cancellation);
    }
}
