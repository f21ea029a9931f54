using Isotherm.Benchmarks.Simdjson;
using Isotherm.Benchmarks.Whole.Contenders;

namespace Isotherm.Benchmarks.Whole;

/// <summary>Who takes part. The first two are ours, and what the others' times are divided by.</summary>
internal static class WholeContenders
{
    public const string TwoThreads = "isotherm, 2 threads";
    public const string OneThread = "isotherm, 1 thread";
    public const string Simdjson = "simdjson On-Demand, rectangle";
    public const string DuckDb = "DuckDB, 2 threads, rectangle";
    public const string Stream = "C# stream, STRtree, rectangle";
    public const string DuckDbIds = "DuckDB, 2 threads, last of an id";
    public const string StreamIds = "C# stream, both, last of an id";
    public const string StreamPolygon = "C# stream, indexed locators, polygon";
    public const string List = "C# list, Contains, polygon";
    public const string Inflate = "GZipStream alone, no parsing";

    /// <summary>A point in 13 outlines without an index takes so long that more are not worth the wait.</summary>
    private const int MostOfList = 10_000;

    /// <param name="isotherm">The command line as it is shipped.</param>
    /// <param name="boxes">The file of the rectangles.</param>
    /// <param name="simdjson">Null where it was not found.</param>
    public static IReadOnlyList<WholeContender> Of(string isotherm, string boxes, SimdjsonProgram? simdjson)
    {
        List<WholeContender> all = [Ours(TwoThreads, "2"), Ours(OneThread, "1")];
        if (simdjson is not null)
            all.Add(new(Simdjson, int.MaxValue, false, (file, usual) => simdjson.Command(file, boxes, usual, 1)));
        all.Add(Other(DuckDb, ContenderProgram.DuckDb));
        all.Add(Other(Stream, ContenderProgram.StreamedRectangles));
        all.Add(Other(DuckDbIds, ContenderProgram.DuckDbIds));
        all.Add(Other(StreamIds, ContenderProgram.StreamedIds));
        all.Add(Other(StreamPolygon, ContenderProgram.StreamedPolygons));
        all.Add(Other(List, ContenderProgram.List, MostOfList));
        return all;

        WholeContender Ours(string name, string threads) => new(name, int.MaxValue, true, (file, _) =>
            [isotherm, "aggregate", file, "--format", "csv", "--threads", threads]);

        WholeContender Other(string name, string word, int most = int.MaxValue) => new(name, most, true, (file, _) =>
            Program("Isotherm.Benchmarks", ContenderProgram.Word, word, file, boxes));
    }

    /// <summary>For compressed files only: the limit of every reader that inflates by one thread of .NET.</summary>
    public static WholeContender Inflating { get; } = new(Inflate, int.MaxValue, true, (file, _) =>
        Program("Isotherm.Benchmarks", ContenderProgram.Word, ContenderProgram.Inflate, file, ""))
    {
        Answers = false,
    };

    private static IReadOnlyList<string> Program(string assembly, params IReadOnlyList<string> arguments) =>
        ["dotnet", Path.Combine(AppContext.BaseDirectory, assembly + ".dll"), .. arguments];
}
