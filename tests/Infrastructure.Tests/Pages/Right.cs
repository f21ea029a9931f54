namespace Isotherm.Infrastructure.Tests.Pages;

/// <summary>A right, in the words of docs/security.md.</summary>
/// <param name="Identity">Who.</param>
/// <param name="Role">The role of Google Cloud.</param>
/// <param name="On">On what.</param>
internal sealed record Right(string Identity, string Role, string On)
{
    public override string ToString() => $"{Identity}: {Role} on {On}";
}
