using HtmIt.Core.Errors;

namespace HtmIt.Core.Log;

/// <summary>A sample that was not stored.</summary>
/// <param name="Index">Its index among those handed in.</param>
/// <param name="RowId">The row it is stored under already; 0 when it is not.</param>
public readonly record struct SampleRefusal(int Index, ErrorReason Reason, string Field, string Message, long RowId = 0);
