using NUnit.Framework;

namespace HtmIt.Client.Tests.Transport;

public sealed class BackoffTests
{
    [Test]
    public void NextWait_FailuresInARow_DoublesUpToTheMaximumWithJitter()
    {
        var options = new BackoffOptions { Initial = TimeSpan.FromMilliseconds(100), Maximum = TimeSpan.FromMilliseconds(500) };
        var backoff = new Backoff(options, TimeProvider.System);

        var waits = new[] { 1.0, 1.0, 1.0, 1.0, 0.0 }.Select(random => backoff.NextWait(random).TotalMilliseconds).ToArray();
        backoff.Reset();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(waits, Is.EqualTo([100, 200, 400, 500, 250]).Within(1e-6));
            Assert.That(backoff.NextWait(1).TotalMilliseconds, Is.EqualTo(100).Within(1e-6));
        }
    }
}
