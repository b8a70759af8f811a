namespace HtmIt.Grains;

/// <summary>What is done for the memory of models that have left.</summary>
internal enum Trim
{
    None,

    /// <summary>It is collected while everything runs on: what is free in one piece goes back to the machine, the rest to other models.</summary>
    Collect,

    /// <summary>The process stands still while what is left is moved together; all that is free goes back to the machine.</summary>
    Compact,
}
