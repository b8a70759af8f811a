using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands.Annotations;

/// <summary><c>htmit annotations</c>: notes about servers.</summary>
internal static class AnnotationsCommand
{
    private const string Device = "htmit";

    public static Command Create(GlobalOptions globals, Terminal terminal) =>
        new("annotations", "List, add, change and delete notes about servers (the things measured).")
        {
            CreateList(globals, terminal),
            CreateAdd(globals, terminal),
            CreateUpdate(globals, terminal),
            CreateDelete(globals, terminal),
        };

    private static Command CreateList(GlobalOptions globals, Terminal terminal)
    {
        var server = new Option<string>("--of") { Description = "Only annotations about this server.", HelpName = "SERVER" };
        var user = new Option<string>("--user") { Description = "Only annotations of this user." };
        var from = TimeArgument.Create("--from", "Only annotations about this time or later.");
        var to = TimeArgument.Create("--to", "Only annotations about this time or earlier.");
        var command = new Command("list", "List annotations, those created last first.") { server, user, from, to };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var options = new ListAnnotationsOptions
                {
                    Server = parsed.GetValue(server) ?? "",
                    User = parsed.GetValue(user) ?? "",
                    StartTime = parsed.GetValue(from),
                    EndTime = parsed.GetValue(to),
                };
                Write(context, await context.Client.Annotations.ListAsync(options, token).ToListAsync(token));
                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static Command CreateAdd(GlobalOptions globals, Terminal terminal)
    {
        var server = new Argument<string>("SERVER") { Description = "The server it is about, as `htmit metrics get` shows it." };
        var message = new Argument<string>("MESSAGE") { Description = "The text." };
        var at = TimeArgument.Create("--at", "The instant it is about. Default: now.");
        var user = new Option<string>("--user") { Description = "Who makes it. Default: the user of this session." };
        var data = new Option<string>("--data") { Description = "A JSON object to keep with it.", HelpName = "JSON" };
        var command = new Command("add", "Add an annotation.") { server, message, at, user, data };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var time = parsed.GetValue(at) ?? context.Terminal.TimeProvider.GetUtcNow();
                var annotation = new Annotation(parsed.GetValue(server)!, time, Device, parsed.GetValue(user) ?? Environment.UserName)
                {
                    Message = parsed.GetValue(message)!,
                    Data = ParseData(parsed.GetValue(data)),
                };
                Write(context, await context.Client.Annotations.CreateAsync(annotation, null, token), "added");
                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static Command CreateUpdate(GlobalOptions globals, Terminal terminal)
    {
        var name = new Argument<string>("ANNOTATION") { Description = "Its resource name (annotations/…)." };
        var message = new Option<string>("--message") { Description = "The text." };
        var at = TimeArgument.Create("--at", "The instant it is about.");
        var user = new Option<string>("--user") { Description = "Who makes it." };
        var data = new Option<string>("--data") { Description = "A JSON object to keep with it.", HelpName = "JSON" };
        var command = new Command("update", "Change an annotation; what is not given stays.") { name, message, at, user, data };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var fields =
                    (parsed.GetValue(message) is null ? 0 : AnnotationFields.Message)
                    | (parsed.GetValue(at) is null ? 0 : AnnotationFields.Time)
                    | (parsed.GetValue(user) is null ? 0 : AnnotationFields.User)
                    | (parsed.GetValue(data) is null ? 0 : AnnotationFields.Data);
                if (fields == AnnotationFields.None)
                {
                    throw new CliException("Give what is to change: --message, --at, --user or --data.", ExitCodes.Usage);
                }

                // What is not in the mask is not looked at.
                var annotation = new Annotation("", parsed.GetValue(at) ?? default, Device, parsed.GetValue(user) ?? "")
                {
                    Name = parsed.GetValue(name)!,
                    Message = parsed.GetValue(message) ?? "",
                    Data = ParseData(parsed.GetValue(data)),
                };
                Write(context, await context.Client.Annotations.UpdateAsync(annotation, fields, null, token), "changed");
                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static Command CreateDelete(GlobalOptions globals, Terminal terminal)
    {
        var name = new Argument<string>("ANNOTATION") { Description = "Its resource name (annotations/…)." };
        var command = new Command("delete", "Delete an annotation.") { name };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                await context.Client.Annotations.DeleteAsync(parsed.GetValue(name)!, null, token);
                if (context.IsJson)
                {
                    context.WriteJson(new { Deleted = parsed.GetValue(name) });
                }
                else
                {
                    context.Terminal.Out.WriteLine($"deleted {parsed.GetValue(name)}");
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static JsonObject? ParseData(string? text)
    {
        try
        {
            return text is null
                ? null
                : JsonNode.Parse(text) as JsonObject ?? throw new CliException("--data must be a JSON object.", ExitCodes.Usage);
        }
        catch (JsonException fault)
        {
            throw new CliException($"--data is no JSON: {fault.Message}", ExitCodes.Usage);
        }
    }

    private static void Write(CommandContext context, Annotation annotation, string done)
    {
        if (context.IsJson)
        {
            context.WriteJson(Of(annotation));
        }
        else
        {
            context.Terminal.Out.WriteLine($"{done} {annotation.Name}");
        }
    }

    private static void Write(CommandContext context, IReadOnlyList<Annotation> annotations)
    {
        if (context.IsJson)
        {
            context.WriteJson(new { Annotations = annotations.Select(Of) });
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("time", "server", "user", "message", "name");
        foreach (var one in annotations)
        {
            table.AddRow(Show.Time(one.Time), Cell.Of(one.Server), Cell.Of(one.User), Cell.Of(one.Message), Cell.Of(one.Name));
        }

        context.Terminal.Ansi.Write(table);
    }

    private static object Of(Annotation one) =>
        new
        {
            one.Name,
            Time = one.Time.UtcDateTime,
            CreateTime = one.CreateTime?.UtcDateTime,
            one.Server,
            one.Device,
            one.User,
            one.Message,
            one.Data,
        };
}
