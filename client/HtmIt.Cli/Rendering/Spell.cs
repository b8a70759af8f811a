using System.Text.Json;
using Grpc.Core;
using HtmIt.Client;

namespace HtmIt.Cli.Rendering;

/// <summary>Values of enumerations as the contract spells them, without their prefix.</summary>
internal static class Spell
{
    public static string Of(MetricStatus status) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(status.ToString());

    public static string Of(StatusCode code) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString());

    public static string Of(IncidentState state) => state.ToString().ToUpperInvariant();

    /// <summary>A step of a watch other than what it is about.</summary>
    public static string Of(WatchEvent step) =>
        step switch
        {
            WatchCaughtUp => "caught_up",
            WatchFellBehind => "fell_behind",
            WatchReconnected => "reconnected",
            WatchMetricsAdded => "metrics_added",
            WatchMetricsRemoved => "metrics_removed",
            _ => "idle",
        };

    public static string Of(Datasource datasource) => datasource.ToString().ToUpperInvariant();
}
