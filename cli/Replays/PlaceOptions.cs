using System.CommandLine;
using Isotherm.Cli.Inputs;

namespace Isotherm.Cli.Replays;

/// <summary>The options that tell where a pipeline is.</summary>
internal sealed class PlaceOptions
{
    public Option<string?> Bucket { get; } = OperationPlaces.BucketOption();

    public Option<string?> ShapesBucket { get; } = OperationPlaces.ShapesBucketOption();

    public Option<string?> RejectsBucket { get; } = OperationPlaces.RejectsBucketOption();

    public Option<string?> Topic { get; } = OperationPlaces.TopicOption();

    public Option<string?> Database { get; } = Locations.DatabaseOption();

    public void AddTo(Command command)
    {
        command.Add(Bucket);
        command.Add(ShapesBucket);
        command.Add(RejectsBucket);
        command.Add(Topic);
        command.Add(Database);
    }
}
