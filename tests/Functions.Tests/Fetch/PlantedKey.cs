using Isotherm.Testing;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Functions.Tests.Fetch;

/// <summary>The API key is searched for in everything that comes out of fetch.</summary>
public sealed class PlantedKey : FetchTest
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[{\"id\":\"{0}\"}]")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"got\":\"{0}\"}")]
    [InlineData("HTTP/1.1 401 {0}\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nbad key {0}, {0}!")]
    [InlineData("HTTP/1.1 500 {0}\r\nRetry-After: {0}\r\nContent-Type: {0}\r\nConnection: close\r\n\r\n{0}")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/{0}\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[\"{0}")]
    [InlineData("{0}\r\n\r\n")]
    public async Task An_API_that_repeats_the_key_does_not_spread_it(string template)
    {
        await StartAsync(RudeAnswer.Raw(template.Replace("{0}", Key, StringComparison.Ordinal)));

        var (status, body) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        Assert.DoesNotContain(Key, body, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, await EverythingAsync(), StringComparison.Ordinal);
        Assert.Contains(Key, Assert.Single(Api.Requests.Distinct()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user", Key)]
    [InlineData(Key, "password")]
    public async Task An_address_that_holds_secrets_does_not_spread_them(string user, string password)
    {
        await StartAsync(
            options => options with
            {
                SensorApi = options.SensorApi with
                {
                    Url = new UriBuilder(options.SensorApi.Url)
                    {
                        UserName = user,
                        Password = password,
                        Query = "token=" + Key,
                    }.Uri,
                },
            },
            RudeAnswer.Json(Answer));

        var (status, body) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(200, status);
        Assert.DoesNotContain(Key, body + await EverythingAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_in_the_middle_does_not_spread_the_key()
    {
        await StartAsync(RudeAnswer.Json(Answer));
        Bucket.Faults.StrikeNext("write", FaultMoment.Before);

        var (status, body) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(503, status);
        Assert.DoesNotContain(Key, body + await EverythingAsync(), StringComparison.Ordinal);
    }
}
