using System.Text.Json;
using HtmIt.Client;

namespace HtmIt.Cli.Rendering;

/// <summary>Values of enumerations as the contract spells them, without their prefix.</summary>
internal static class Spell
{
    public static string Of(MetricStatus status) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(status.ToString());

    public static string Of(Datasource datasource) => datasource.ToString().ToUpperInvariant();
}
