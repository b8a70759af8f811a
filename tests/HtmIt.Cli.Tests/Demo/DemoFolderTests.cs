using HtmIt.Cli.Demo;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Demo;

/// <summary>A demo's data are not among those of other servers.</summary>
public sealed class DemoFolderTests
{
    [TestCase("HTMIT_DATA_DIR", "/srv/htmit/", "/srv/htmit-demo")]
    [TestCase("XDG_DATA_HOME", "/srv/a/.data", "/srv/a/.data/htmit-demo")]
    public void Default_Variable_IsWhereServersWouldBe(string variable, string value, string expected) =>
        Assert.That(DemoFolder.Default(name => name == variable ? value : null), Is.EqualTo(expected));

    [Test]
    public void Default_NoVariable_IsInTheHome() =>
        Assert.That(
            DemoFolder.Default(_ => ""),
            Is.EqualTo(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/share/htmit-demo"))
        );
}
