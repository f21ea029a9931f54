namespace Isotherm.Core.Regions;

/// <summary>The names of methods in tables, messages and options: <c>rectangle</c> and <c>polygon</c>.</summary>
public static class MethodNames
{
    public static string Name(this Method method) => method switch
    {
        Method.Rectangle => "rectangle",
        Method.Polygon => "polygon",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "There are two methods."),
    };

    public static bool TryParse(string? name, out Method method)
    {
        method = name == "polygon" ? Method.Polygon : Method.Rectangle;
        return name is "polygon" or "rectangle";
    }
}
