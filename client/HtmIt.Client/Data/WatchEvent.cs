namespace HtmIt.Client.Data;

/// <summary>One step of a watch.</summary>
/// <param name="Position">Where the watch stands after this step; a later watch can continue with it. Empty before the first answer.</param>
public abstract record WatchEvent(string Position);
