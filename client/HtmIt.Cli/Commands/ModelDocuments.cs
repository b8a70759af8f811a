using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HtmIt.Cli.Commands;

/// <summary>Reads the models of a JSON file: one, or an array of them.</summary>
internal static class ModelDocuments
{
    /// <summary>The elements of an array, one after the other as they are read, or the one object.</summary>
    public static async IAsyncEnumerable<JsonNode?> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream);
        if (await IsArrayAsync(reader, cancellationToken))
        {
            await foreach (
                var document in JsonSerializer.DeserializeAsyncEnumerable<JsonNode>(reader, cancellationToken: cancellationToken)
            )
            {
                yield return document;
            }
        }
        else
        {
            yield return await JsonNode.ParseAsync(reader.AsStream(), cancellationToken: cancellationToken);
        }
    }

    private static async Task<bool> IsArrayAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var first = FirstCharacter(read.Buffer);
            reader.AdvanceTo(read.Buffer.Start, first is null ? read.Buffer.End : read.Buffer.Start);
            if (first is not null || read.IsCompleted)
            {
                return first == '[';
            }
        }
    }

    private static char? FirstCharacter(ReadOnlySequence<byte> buffer)
    {
        foreach (var segment in buffer)
        {
            foreach (var character in segment.Span)
            {
                if (!char.IsWhiteSpace((char)character))
                {
                    return (char)character;
                }
            }
        }

        return null;
    }
}
