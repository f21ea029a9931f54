namespace Isotherm.Report.Pages;

/// <summary>A file beside the page. Its name changes with its content, so it may be kept for ever.</summary>
/// <param name="Path">What follows <c>/assets/</c>, for example <c>page.0f3a9c1d2b4e.css</c>.</param>
/// <param name="ContentType">With its character set.</param>
/// <param name="ETag">With its quotes.</param>
/// <param name="Bytes">Its content.</param>
public sealed record PageAsset(string Path, string ContentType, string ETag, ReadOnlyMemory<byte> Bytes);
