namespace HtmIt.Server.Listeners.Pickle;

/// <summary>A pickle is refused: it is broken, too large inside, or uses what a list of datapoints does not need. The message has nothing of
/// the sender's text.</summary>
internal sealed class PickleException(string message) : Exception(message);
