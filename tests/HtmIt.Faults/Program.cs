using System.CommandLine;
using HtmIt.Faults;

var root = new RootCommand("Breaks what the service stands on, and checks that it kept its promises.") { CrashCommand.Create() };

// Long enough to stop what was started; whatever is left after that is ended by the processes that guard it.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) };
return await root.Parse(args).InvokeAsync(invocation);
