using HtmIt.Core.Diagnostics;
using HtmIt.Core.Errors;
using HtmIt.Server.Hosting;
using HtmIt.Storage.Embedded;
using Microsoft.Extensions.Options;

namespace HtmIt.Server.Diagnostics;

/// <summary>Keeps feedback archives in a folder. An archive appears there whole.</summary>
internal sealed class FolderSink(IOptions<FeedbackOptions> options, IOptions<ServerOptions> server) : IFeedbackSink
{
    private readonly string _folder = options.Value.Folder is { Length: > 0 } folder
        ? folder
        : Path.Combine(server.Value.DataDir is { Length: > 0 } data ? data : EmbeddedPostgresOptions.DefaultDataDirectory(), "feedback");

    public async Task StoreAsync(string key, string path, CancellationToken cancellationToken)
    {
        var target = Path.Combine(_folder, key);
        var unfinished = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await using (var source = File.OpenRead(path))
            {
                await using var copy = new FileStream(unfinished, FileMode.CreateNew);
                await source.CopyToAsync(copy, cancellationToken);
            }
            File.Move(unfinished, target, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw DomainErrors.FeedbackNotStored(fault);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }
}
