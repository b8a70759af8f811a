namespace HtmIt.Client;

/// <summary>Fields of an annotation that can be changed.</summary>
[Flags]
public enum AnnotationFields
{
    /// <summary>None; a change needs at least one.</summary>
    None = 0,

    /// <summary>The instant it is about.</summary>
    Time = 1,

    /// <summary>Who made it.</summary>
    User = 2,

    /// <summary>The text.</summary>
    Message = 4,

    /// <summary>The data.</summary>
    Data = 8,
}
