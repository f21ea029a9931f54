
namespace Isotherm.Functions.Tests.Report;

/// <summary>
/// A question that cannot be answered is told what is wrong with it: all of it, in the form of its address.
/// </summary>
public sealed class Mistakes : ReportTest
{
    [Theory]
    [InlineData("/api/v1/temperatures?form=csv", "form: There is no parameter 'form' here: use from, to, region")]
    [InlineData("/api/v1/temperatures?From=2019-02-19", "From: There is no parameter 'From' here")]
    [InlineData("/api/v1/temperatures?from=yesterday", "from: 'yesterday' is no hour: write 2019-02-19T14 or a day")]
    [InlineData("/api/v1/temperatures?from=", "from: '' is no hour")]
    [InlineData("/api/v1/temperatures?to=0001-01-01T00", "to: '0001-01-01T00' is no hour")]
    [InlineData("/api/v1/temperatures?to=2019-02-30", "to: '2019-02-30' is no hour")]
    [InlineData("/api/v1/temperatures?region=99", "region: There is no region '99': use a code, 11, 24")]
    [InlineData("/api/v1/temperatures?method=difference", "method: 'difference' is no method: use rectangle or")]
    [InlineData("/api/v1/temperatures?as-of=never", "as-of: 'never' is no moment: write it as 2019-02-19T14:02:10Z.")]
    [InlineData("/api/v1/temperatures?from=2019-02-20&to=2019-02-19", "from: It lies after 'to'")]
    [InlineData("/api/v1/temperatures?from=2019-02-20&from=2019-02-19", "from: It is given more than once")]
    [InlineData("/api/v1/temperatures?limit=0", "limit: It cannot be '0': use a whole number, 1 to 100000.")]
    [InlineData("/api/v1/temperatures?limit=1e3", "limit: It cannot be '1e3'")]
    [InlineData("/api/v1/temperatures?after=x.y", "after: It is none of ours: take it from the 'next' address")]
    [InlineData("/api/v1/temperatures?format=xml", "format: It cannot be 'xml': use json, csv.")]
    [InlineData("/api/v1/runs?limit=1001", "limit: It cannot be '1001': use a whole number, 1 to 1000.")]
    [InlineData("/api/v1/runs?after=2019-02-19T14:00:00Z.A", "after: It is none of ours")]
    [InlineData("/api/v1/runs?region=11", "region: There is no parameter 'region' here: use from, to, limit, after.")]
    [InlineData("/api/v1/regions.geojson?hour=14", "hour: '14' is no hour")]
    [InlineData("/api/v1/openapi.json?x=1", "x: It takes no parameter.")]
    public async Task A_mistake_in_a_question_of_a_program_is_a_problem_that_names_it(string address, string detail)
    {
        var answer = await GetAsync(address);

        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer["Content-Type"]);
        Assert.Equal("no-store", answer["Cache-Control"]);
        Assert.Equal("", answer["ETag"]);
        Assert.StartsWith(detail, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(400, answer.Json.GetProperty("status").GetInt32());
        var error = Assert.Single(answer.Json.GetProperty("errors").EnumerateArray().ToArray());
        Assert.StartsWith(
            detail[(detail.IndexOf(':', StringComparison.Ordinal) + 2)..],
            error.GetProperty("detail").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_named_at_once()
    {
        var answer = await GetAsync(
            "/api/v1/temperatures?from=x&to=y&region=1&region=2&method=z&as-of=w&limit=-1&after=v&format=u&tea=yes");

        Assert.Equal(
            ["tea", "from", "to", "region", "region", "method", "as-of", "limit", "after", "format"],
            answer.Json.GetProperty("errors").EnumerateArray()
                .Select(error => error.GetProperty("parameter").GetString()));
    }

    [Theory]
    [InlineData("/?hour=x", "hour: &#x27;x&#x27; is no hour", "hour: &#39;x&#39; is no hour")]
    [InlineData("/?method=grid", "use rectangle, polygon, difference.", "")]
    [InlineData("/?tea=1", "There is no parameter", "")]
    [InlineData("/?from=2018-01-01&to=2019-12-31", "more than 366 days", "")]
    [InlineData("/?from=2010-01-01", "more than 366 days", "")]
    [InlineData("/map.svg?lang=de", "use en, fr.", "")]
    [InlineData("/health?hour=2019-02-19", "There is no parameter", "")]
    public async Task A_mistake_in_the_address_of_a_page_is_a_page(string address, string detail, string otherwise)
    {
        var answer = await GetAsync(address);

        Assert.Equal(400, answer.Status);
        Assert.Equal("text/html; charset=utf-8", answer["Content-Type"]);
        var isTold = answer.Text.Contains(detail, StringComparison.Ordinal)
            || (otherwise.Length > 0 && answer.Text.Contains(otherwise, StringComparison.Ordinal));
        Assert.True(isTold, answer.Text);
    }

    [Fact]
    public async Task What_was_sent_stays_text_in_the_page_and_in_the_problem()
    {
        var page = await GetAsync("/?hour=" + Uri.EscapeDataString(Hostile));
        var problem = await GetAsync($"{Runs}?from={Uri.EscapeDataString(Hostile)}");

        Assert.Equal(400, page.Status);
        Assert.DoesNotContain("<script>alert", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", problem.Text, StringComparison.Ordinal);
        Assert.Contains("<script>alert", problem.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere", "text/html; charset=utf-8")]
    [InlineData("/Health", "text/html; charset=utf-8")]
    [InlineData("/assets/", "text/html; charset=utf-8")]
    [InlineData("/assets/..%2fsecret", "text/html; charset=utf-8")]
    [InlineData("/api/v2/runs", "application/problem+json")]
    [InlineData("/api", "application/problem+json")]
    public async Task Another_address_is_not_found(string address, string type)
    {
        var answer = await GetAsync(address);

        Assert.Equal((404, type), (answer.Status, answer["Content-Type"]));
    }

    [Theory]
    [InlineData("POST", "/")]
    [InlineData("DELETE", "/api/v1/runs")]
    [InlineData("OPTIONS", "/nowhere")]
    public async Task Another_method_is_not_allowed(string method, string address)
    {
        var answer = await SendAsync(new HttpMethod(method), address);

        Assert.Equal((405, "GET, HEAD"), (answer.Status, answer["Allow"]));
    }

    [Fact]
    public async Task A_database_that_cannot_answer_is_503_with_when_to_try_again()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var file = Location["sqlite:".Length..];
        foreach (var suffix in new[] { "", "-wal", "-shm" }) File.Delete(file + suffix);
        await File.WriteAllTextAsync(file, "no database", Cancellation);

        string[] addresses = ["/", "/health", "/map.svg", Temperatures, $"{Temperatures}?format=csv", Outlines, Runs];
        foreach (var address in addresses)
        {
            var answer = await GetAsync(address, ("Accept-Encoding", "br"));

            Assert.Equal((503, "10", "no-store"), (answer.Status, answer["Retry-After"], answer["Cache-Control"]));
            Assert.Equal("nosniff", answer["X-Content-Type-Options"]);
            Assert.DoesNotContain(file, answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal(addresses.Length, Logs.Of(3002).Count);
    }
}
