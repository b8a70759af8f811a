using System.Reflection;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.FirstHour;

/// <summary>What <c>docs/first-hour.md</c> says, typed on a terminal.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class FirstHourTests
{
    private static IEnumerable<FirstHourTask> Transcripts => FirstHourPage.Tasks.Where(task => task.HasTranscript);

    private static IEnumerable<string> PlayedElsewhere =>
        typeof(FirstHourTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<PlaysTaskAttribute>())
            .Select(attribute => attribute.Id);

    [TestCaseSource(nameof(Transcripts)), CancelAfter(90_000)]
    public async Task Play_TranscriptOfThePage_IsWhatHappens(object task, CancellationToken cancellationToken)
    {
        var played = (FirstHourTask)task;
        await using var player = new TaskPlayer(FirstHourServer.MakeFolder(played.Id), FirstHourServer.Environment);
        await player.PlayAsync(played, cancellationToken);
    }

    [Test]
    public void Page_TasksWithoutTranscript_HaveATestEach()
    {
        var without = FirstHourPage.Tasks.Where(task => !task.HasTranscript).Select(task => task.Id);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(PlayedElsewhere, Is.EquivalentTo(without));
            Assert.That(FirstHourPage.Tasks.Select(task => task.Id), Is.Unique);
        }
    }
}
