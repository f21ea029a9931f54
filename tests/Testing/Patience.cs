namespace Isotherm.Testing;

/// <summary>A test that waits for what never comes fails; it does not hang.</summary>
public static class Patience
{
    /// <summary>Cancelled with the run of the tests, and after two minutes, which no test needs.</summary>
    public static CancellationToken Cancellation
    {
        get
        {
            var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            source.CancelAfter(TimeSpan.FromMinutes(2));
            return source.Token;
        }
    }
}
