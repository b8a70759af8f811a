using HtmIt.Server.Hosting;

return await ServerProgram.RunAsync(args);
