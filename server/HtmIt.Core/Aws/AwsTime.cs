namespace HtmIt.Core.Aws;

/// <summary>AWS's time, as the dates of its answers tell it, whatever this machine's clock shows and is set to meanwhile. This machine's before the
/// first answer.</summary>
public abstract class AwsTime : TimeProvider
{
    /// <summary>How far this machine's clock is ahead of it; negative when it is behind, zero while they agree.</summary>
    public abstract TimeSpan MachineAhead { get; }

    /// <summary>How often it has turned out to be another time than it seemed: what was reckoned before counts no more.</summary>
    public abstract int Corrections { get; }
}
