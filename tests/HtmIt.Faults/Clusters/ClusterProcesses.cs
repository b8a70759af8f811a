using System.Globalization;
using System.Runtime.InteropServices;

namespace HtmIt.Faults.Clusters;

/// <summary>The processes of a cluster: those that work in its data directory. Nobody else's process can be among them.</summary>
internal sealed class ClusterProcesses(string dataDirectory)
{
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;

    public IReadOnlyList<int> Find() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0 && WorksHere(id)),
        ];

    public void Signal(int signal)
    {
        foreach (var id in Find())
        {
            Signal(id, signal);
        }
    }

    /// <summary>A refusal means that the process has ended already.</summary>
    public static void Signal(int processId, int signal) => _ = SendSignal(processId, signal);

    private bool WorksHere(int id)
    {
        try
        {
            return new FileInfo($"/proc/{id}/cwd").LinkTarget == dataDirectory;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is somebody else's.
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
