using System.Collections.Frozen;
using HtmIt.V1;

namespace HtmIt.Client.Errors;

/// <summary>Names of the contract's reasons, as failed calls carry them.</summary>
internal static class ReasonNames
{
    private const string Prefix = "ERROR_REASON_";

    private static readonly FrozenDictionary<int, string> Names = ErrorReasonReflection
        .Descriptor.EnumTypes[0]
        .Values.ToFrozenDictionary(value => value.Number, value => value.Name[Prefix.Length..]);

    /// <summary>The name without its prefix; the bare number for a reason that this version does not know.</summary>
    public static string Of(ErrorReason reason) => Names.GetValueOrDefault((int)reason) ?? $"REASON_{(int)reason}";
}
