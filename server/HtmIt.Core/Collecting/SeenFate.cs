namespace HtmIt.Core.Collecting;

/// <summary>What became of a value.</summary>
public enum SeenFate
{
    /// <summary>It may still be taken.</summary>
    Waiting,

    /// <summary>It is a row.</summary>
    Stored,

    /// <summary>There was none, and 0 is a row.</summary>
    Zero,

    /// <summary>It came when a later one was stored already.</summary>
    Late,
}
