using System.ComponentModel.DataAnnotations;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Testing;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Metrics;

/// <summary>Which new metrics are monitored by themselves, and what is said of the others.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AutomaticModelsTests
{
    private readonly RecordingLogger _log = new();
    private readonly FakeAutomaticModels _store = new();
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);

    [Test]
    public async Task ChooseAsync_SomeMatch_ChoosesTheseAndNamesTheCommandForTheOthers()
    {
        using var models = Create(new() { Names = "app.*, shop.?" });

        var chosen = await models.ChooseAsync(Keys("app.one", "shop.x", "shop.xy", "other"), CancellationToken.None);

        Assert.That(chosen, Is.EquivalentTo(Keys("app.one", "shop.x")));
        Assert.That(
            _log.Lines.Single().Text,
            Does.StartWith("2 new metrics are stored and not monitored, one is 'shop.xy'").And.Contain("htmit models create")
        );
    }

    [Test]
    public async Task ChooseAsync_Off_ChoosesNoneAndDoesNotCount()
    {
        using var models = Create(new());

        Assert.That(await models.ChooseAsync(Keys("a", "b"), CancellationToken.None), Is.Empty);
        Assert.That(_store.Counts, Is.Zero);
        Assert.That(_log.Lines.Single().Text, Does.StartWith("2 new metrics are stored and not monitored"));
    }

    [Test]
    public async Task ChooseAsync_MoreThanThereIsRoomFor_TakesTheFirstAndSaysTheRestOnceAMinute()
    {
        _store.Count = 7;
        using var models = Create(new() { Names = "*", MaxModels = 10 });

        Assert.That(await models.ChooseAsync(Keys("a", "b", "c", "d", "e"), CancellationToken.None), Is.EquivalentTo(Keys("a", "b", "c")));
        models.NoteMade(3);
        Assert.That(await models.ChooseAsync(Keys("f"), CancellationToken.None), Is.Empty);
        Assert.That(_log.Lines.Single().Text, Does.StartWith("2 new metrics are stored and not monitored because").And.Contain("'d'"));
    }

    [Test]
    public async Task ChooseAsync_SomeWereDeleted_HasRoomAgainAfterSeconds()
    {
        _store.Count = 2;
        using var models = Create(new() { Names = "*", MaxModels = 2 });
        Assert.That(await models.ChooseAsync(Keys("a"), CancellationToken.None), Is.Empty);
        _store.Count = 1;
        Assert.That(await models.ChooseAsync(Keys("b"), CancellationToken.None), Is.Empty);

        _time.Skip(TimeSpan.FromSeconds(6));

        Assert.That(await models.ChooseAsync(Keys("c", "d"), CancellationToken.None), Is.EquivalentTo(Keys("c")));
    }

    [Test]
    public void Validate_PatternWithALooseBackslash_IsRefused()
    {
        var options = new AutomaticModelOptions { Names = @"a.*,b\" };

        Assert.That(options.Validate(new ValidationContext(options)).Single().ErrorMessage, Does.Contain(@"'b\'"));
    }

    [TestCase("servers.{resource}.*", "servers.web-1.cpu.user", "web-1")]
    [TestCase("servers.{resource}.*", "servers.web-1", null)]
    [TestCase("servers.{resource}.*", "other.web-1.cpu", null)]
    [TestCase("*.{resource}", "a.b.c", "c")]
    [TestCase("{resource}.*", "a.b.c", "a")]
    [TestCase("{resource}.*", ".b.c", null)]
    [TestCase("x+{resource}(*)", "x+a(b)", "a")]
    public void ResourceTemplate_Name_FindsWhatStandsThere(string template, string name, string? resource) =>
        Assert.That(ResourceTemplate.Parse(template).Find(name), Is.EqualTo(resource));

    [TestCase("servers.*")]
    [TestCase("{resource}.{resource}")]
    [TestCase("{host}.{resource}")]
    [TestCase("")]
    public void ResourceTemplate_WithoutOnePlace_IsRefused(string template) =>
        Assert.That(ResourceTemplate.TryParse(template, out _), Is.False);

    private static MetricKey[] Keys(params string[] names) => Array.ConvertAll(names, name => new MetricKey(name));

    private AutomaticModels Create(AutomaticModelOptions options) => NewNames.Monitoring(options, _store, _log, _time);
}
