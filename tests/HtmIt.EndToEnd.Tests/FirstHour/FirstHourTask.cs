namespace HtmIt.EndToEnd.Tests.FirstHour;

/// <summary>A task of the page.</summary>
/// <param name="Transcript">What is typed and seen; empty where a test of its own plays it.</param>
internal sealed record FirstHourTask(string Id, string Role, IReadOnlyList<string> Transcript)
{
    public bool HasTranscript => Transcript.Count > 0;

    public override string ToString() => Id;
}
