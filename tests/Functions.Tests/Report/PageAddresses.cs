using CsCheck;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Report.Queries;
using Isotherm.Report.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Isotherm.Functions.Tests.Report;

/// <summary>An address that is written reads as the question that it was written from.</summary>
public sealed class PageAddresses
{
    private static readonly Gen<Hour> Hours =
        Gen.Int[0, 700_000].Select(hours => Hour.Containing(DateTimeOffset.UnixEpoch).Plus(hours));

    private static readonly Gen<PageQuery> Queries =
        from hour in Hours.Nullable()
        from method in Gen.Enum<ViewMethod>().Nullable()
        from regions in Gen.Bool.Array[13]
        from @from in Hours.Nullable()
        from length in Gen.Int[0, (366 * 24) - 1].Nullable()
        from asOf in Gen.Long[0, 40_000_000_000_000_000].Nullable()
        from language in Gen.Enum<Language>().Nullable()
        select new PageQuery
        {
            Hour = hour,
            Method = method,
            Regions = [.. Region.All.Where((_, i) => regions[i])],
            From = @from,
            To = length is { } hours ? (@from ?? hour)?.Plus(hours) : null,
            AsOf = asOf is { } ticks ? DateTimeOffset.UnixEpoch.AddTicks(ticks) : null,
            Language = language,
        };

    [Fact]
    public void A_written_address_reads_as_what_it_was_written_from() => Queries.Sample(query =>
    {
        var address = PageAddress.Of(query);
        var read = PageAddressReader.Read(QueryOf(address));

        Assert.Empty(read.Mistakes);
        Assert.Equal(query.Regions, read.Query!.Regions);
        Assert.Equal(query, read.Query with { Regions = query.Regions });
    });

    [Fact]
    public void A_form_that_was_left_empty_asks_for_nothing()
    {
        var read = PageAddressReader.Read(QueryOf("/?hour=&method=&from=&to=&as-of=&lang=&region="));

        Assert.Empty(read.Mistakes);
        Assert.Equal("/", PageAddress.Of(read.Query!));
    }

    [Fact]
    public void A_form_sends_the_time_as_browsers_write_it()
    {
        var read = PageAddressReader.Read(QueryOf("/?hour=2019-02-19T14%3A00&to=2019-02-19"));

        Assert.Equal("/?hour=2019-02-19T14&to=2019-02-19T23", PageAddress.Of(read.Query!));
    }

    private static QueryCollection QueryOf(string address) =>
        new(QueryHelpers.ParseQuery(address.Contains('?', StringComparison.Ordinal) ? address[1..] : ""));
}
