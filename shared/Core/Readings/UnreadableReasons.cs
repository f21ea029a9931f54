namespace Isotherm.Core.Readings;

/// <summary>The sentences that say why a document is unreadable.</summary>
internal static class UnreadableReasons
{
    public const string NotUtf8 = "The document is not UTF-8 here.";
    public const string CutSequence = "The document ends inside a UTF-8 sequence.";
    public const string Empty = "The document is empty.";
    public const string NoArray = "The document is not a JSON array.";
    public const string CutArray = "The document ends before its JSON array does.";
    public const string AfterArray = "Something follows the JSON array.";
    public const string CutValue = "The document ends inside a JSON value.";
    public const string CutLine = "The line ends inside a JSON value.";
    public const string AfterValue = "Something follows the JSON value on its line.";

    public static string TooDeep { get; } =
        $"Arrays and objects are nested deeper than {ReadingsReader.MaxDepth} levels.";

    public static string TooLong { get; } =
        $"After this the next JSON token, white space before it included, is longer than {ReadingsReader.MaxTokenBytes}"
        + " bytes.";

    public static string NotJson(byte unexpected) => unexpected is > 0x20 and < 0x7F
        ? $"The document is not JSON: unexpected '{(char)unexpected}'."
        : $"The document is not JSON: unexpected byte 0x{unexpected:X2}.";
}
