namespace HtmIt.Client;

/// <summary>How collecting a metric from AWS goes.</summary>
public enum CollectStatus
{
    /// <summary>Not known.</summary>
    Unspecified = 0,

    /// <summary>AWS was not asked yet.</summary>
    Waiting = 1,

    /// <summary>What AWS has is stored.</summary>
    Current = 2,

    /// <summary>AWS answers, and has had nothing new for a while.</summary>
    NoData = 3,

    /// <summary>There has been nothing for days and AWS does not list the resource any more: it is looked for now and then.</summary>
    Stopped = 4,

    /// <summary>It can't be collected, and is tried again.</summary>
    Failing = 5,
}
