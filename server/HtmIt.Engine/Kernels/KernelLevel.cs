namespace HtmIt.Engine.Kernels;

/// <summary>Which form of the hot loops runs. All give the same bits.</summary>
internal enum KernelLevel
{
    /// <summary>Plain loops, the reference.</summary>
    Scalar,

    /// <summary>256-bit vectors.</summary>
    Vector256,

    /// <summary>512-bit vectors.</summary>
    Vector512,
}
