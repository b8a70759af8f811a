using HtmIt.Core.Diagnostics;
using HtmIt.PrivatePostgres;
using HtmIt.Server.Settings;
using Microsoft.Extensions.Options;

namespace HtmIt.Server.Diagnostics;

/// <summary>Keeps feedback archives in a folder, for the server's user alone. An archive appears there whole.</summary>
internal sealed class FolderSink(IOptions<FeedbackOptions> options, IOptions<ServerOptions> server) : IFeedbackSink
{
    private readonly string? _chosen = options.Value.Folder is { Length: > 0 } folder ? folder : null;
    private readonly string _default = Path.Combine(
        server.Value.DataDir is { Length: > 0 } data ? data : EmbeddedPostgresOptions.DefaultDataDirectory(),
        "feedback"
    );

    public async Task StoreAsync(string key, string path, CancellationToken cancellationToken)
    {
        var target = Path.Combine(_chosen ?? _default, key);
        var unfinished = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            MakeFolders(Path.GetDirectoryName(target)!);
            await using (var source = File.OpenRead(path))
            {
                await using var copy = PrivateFile.Open(unfinished, FileMode.CreateNew);
                await source.CopyToAsync(copy, cancellationToken);
            }
            File.Move(unfinished, target, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw FeedbackErrors.FeedbackNotStored(fault);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    /// <summary>A folder that the settings name may be there with the modes somebody chose for it; all others are the server's own.</summary>
    private void MakeFolders(string folder)
    {
        if (_chosen is null)
        {
            UnixDirectory.MakePrivate(_default);
        }
        UnixDirectory.MakePrivate(folder);
    }
}
