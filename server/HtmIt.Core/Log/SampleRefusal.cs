using HtmIt.Core.Errors;

namespace HtmIt.Core.Log;

/// <summary>A sample that was not stored, and was not before.</summary>
/// <param name="Index">Its index among those handed in.</param>
public readonly record struct SampleRefusal(int Index, ErrorReason Reason, string Field, string Message);
