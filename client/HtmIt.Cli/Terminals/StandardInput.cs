using Microsoft.Win32.SafeHandles;

namespace HtmIt.Cli.Terminals;

/// <summary>Standard input as the system has it. The runtime's own would edit lines itself on a terminal, show what was typed before it ran a
/// second time, and miss the end of input among it.</summary>
internal static class StandardInput
{
    public static Stream Open()
    {
        if (!OperatingSystem.IsLinux() || Console.IsInputRedirected)
        {
            return Console.OpenStandardInput();
        }

        return new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
    }
}
