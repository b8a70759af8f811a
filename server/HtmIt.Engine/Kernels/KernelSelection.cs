using System.Runtime.Intrinsics;

namespace HtmIt.Engine.Kernels;

/// <summary>Chooses the kernels: what the processor is good at, unless HTMIT_KERNEL (scalar, v256 or v512) forces one.</summary>
internal static class KernelSelection
{
    public const string Variable = "HTMIT_KERNEL";

    /// <summary>The level for models made without an explicit one.</summary>
    public static KernelLevel Default { get; } = Parse(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The level a setting names; anything unknown means the best the processor has.</summary>
    public static KernelLevel Parse(string? setting) =>
        setting switch
        {
            "scalar" => KernelLevel.Scalar,
            "v256" => KernelLevel.Vector256,
            "v512" => KernelLevel.Vector512,
            _ => Best(),
        };

    private static KernelLevel Best()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return KernelLevel.Vector512;
        }

        return Vector256.IsHardwareAccelerated ? KernelLevel.Vector256 : KernelLevel.Scalar;
    }
}
