namespace HtmIt.Core.Annotations;

/// <summary>Place of an annotation in the order of lists: the later created first, and of those of the same second the later stored.</summary>
public sealed record AnnotationKey(DateTimeOffset CreateTime, long Number);
