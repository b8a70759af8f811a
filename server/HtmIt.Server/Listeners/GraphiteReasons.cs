using HtmIt.V1;
using ErrorReason = HtmIt.Core.Errors.ErrorReason;

namespace HtmIt.Server.Listeners;

/// <summary>The reasons in words, and those of the use case among them.</summary>
internal static class GraphiteReasons
{
    /// <summary>Reasons below could not be read as a sample.</summary>
    public const GraphiteReason FirstRefusal = GraphiteReason.TimeNotIncreasing;

    public static readonly int Count = Enum.GetValues<GraphiteReason>().Max(reason => (int)reason) + 1;

    public static GraphiteReason Of(ErrorReason reason, long time, long now) =>
        reason switch
        {
            ErrorReason.SampleTimeNotIncreasing or ErrorReason.SampleTimeResolution => GraphiteReason.TimeNotIncreasing,
            ErrorReason.SampleTimeOutOfRange => time > now ? GraphiteReason.TimeTooFarInFuture : GraphiteReason.TimeTooOld,
            ErrorReason.SampleValueNotFinite => GraphiteReason.ValueNotFinite,
            ErrorReason.InvalidField => GraphiteReason.NameInvalid,
            ErrorReason.MetricNotCustom => GraphiteReason.MetricNotCustom,
            ErrorReason.MetricInError => GraphiteReason.MetricInError,
            ErrorReason.QuotaExceeded or ErrorReason.TooLarge or ErrorReason.Overloaded => GraphiteReason.LimitReached,
            _ => GraphiteReason.NotStored,
        };

    public static string Text(GraphiteReason reason) =>
        reason switch
        {
            GraphiteReason.TooFewFields => "too few fields: a line has a name, a value and a time",
            GraphiteReason.TooManyFields => "too many fields: a line has a name, a value and a time",
            GraphiteReason.NameInvalid => $"the name is no good: it {Core.Names.MetricNames.Rule}",
            GraphiteReason.TagsInvalid => "the tags are no good: they are ;key=value each, each key once, and keep the rules for labels",
            GraphiteReason.NameNotUtf8 => "the name is not UTF-8",
            GraphiteReason.ValueNotANumber => "the value is not a number",
            GraphiteReason.ValueNotFinite => "the value is not finite",
            GraphiteReason.TimeNotANumber => "the time is not a number",
            GraphiteReason.TimeInMilliseconds => "the time looks like milliseconds: Graphite's times are whole seconds",
            GraphiteReason.LineTooLong => "the line is longer than 4,096 bytes",
            GraphiteReason.MessageRefused => "the pickle is not a plain list of datapoints",
            GraphiteReason.MessageTooLong => "the pickle is longer than 1 MiB",
            GraphiteReason.MessageCutOff => "the connection ended within a pickle",
            GraphiteReason.DatapointMalformed => "the datapoint is not (path, (timestamp, value))",
            GraphiteReason.TimeNotIncreasing => "the time is not after the metric's last sample",
            GraphiteReason.TimeTooOld => "the time is too old",
            GraphiteReason.TimeTooFarInFuture => "the time is too far in the future",
            GraphiteReason.MetricNotCustom => "the metric takes no samples from outside",
            GraphiteReason.MetricInError => "the metric is in ERROR",
            GraphiteReason.LimitReached => "a limit of the server is reached",
            GraphiteReason.QueueFull => "too many samples wait to be stored",
            _ => "storing failed",
        };
}
