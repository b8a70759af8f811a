namespace HtmIt.Cli.Commands.Devices;

/// <summary>How near a metric's model is to a notification.</summary>
internal enum Readiness
{
    /// <summary>The next unusual sample notifies.</summary>
    Ready,

    /// <summary>Its samples are too old for a notification.</summary>
    Silent,

    /// <summary>The model has seen too few rows.</summary>
    Learning,

    /// <summary>Stored rows are being scored.</summary>
    CatchingUp,

    /// <summary>The model has not begun: its range is not known.</summary>
    Waiting,

    /// <summary>The metric is in error.</summary>
    Failed,
}
