namespace HtmIt.Engine.Kernels;

/// <summary>One win's change of permanences: up on active inputs, down on the others.</summary>
internal readonly record struct ProximalStep(byte Up, byte Down, byte Connected)
{
    /// <summary>Whether nothing would change.</summary>
    public bool IsEmpty => (Up | Down) == 0;
}
