using HtmIt.Client;

namespace HtmIt.Cli.Commands.Devices;

/// <summary>Why a device is not told, in words.</summary>
internal static class HoldBackText
{
    public static string Of(HoldBackReason reason) =>
        reason switch
        {
            HoldBackReason.Muted => "the device is muted",
            HoldBackReason.NotScored => "the row has no score",
            HoldBackReason.Learning => "the model is learning",
            HoldBackReason.TooOld => "the sample is more than an hour old",
            HoldBackReason.BelowThreshold => "the score is below the device's threshold",
            HoldBackReason.NotSelected => "the device is not for this metric",
            HoldBackReason.QuietPeriod => "a notification of the resource is not marked seen",
            _ => $"{reason}",
        };
}
