namespace HtmIt.Core.Models;

/// <summary>What an engine model is made from, stored when it starts, so that it can be made again.</summary>
/// <param name="Min">Lower end of the value range the resolution was made from.</param>
/// <param name="Max">Upper end of the value range.</param>
/// <param name="Resolution">Width of a bucket of the scalar encoder.</param>
/// <param name="TimestampField">Name the input's time field was given.</param>
/// <param name="ValueField">Name the input's value field was given.</param>
public sealed record ModelDefinition(double Min, double Max, double Resolution, string TimestampField = "c0", string ValueField = "c1");
