using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace HtmIt.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "commit_head",
                columns: table => new
                {
                    id = table.Column<short>(type: "smallint", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    oldest_position = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commit_head", x => x.id);
                    table.CheckConstraint("ck_commit_head_single", "id = 1");
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 10);

            migrationBuilder.CreateTable(
                name: "metric",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    datasource = table.Column<short>(type: "smallint", nullable: false),
                    name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    description = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    server = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    location = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    tag_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    message = table.Column<string>(type: "text", nullable: false),
                    poll_interval_seconds = table.Column<int>(type: "integer", nullable: false),
                    parameters = table.Column<string>(type: "jsonb", nullable: true),
                    model_params = table.Column<string>(type: "jsonb", nullable: true),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    clearing = table.Column<bool>(type: "boolean", nullable: false),
                    next_collect_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    model_create_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    create_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metric", x => x.id);
                    table.UniqueConstraint("ak_metric_number", x => x.number);
                    table.CheckConstraint("ck_metric_datasource", "datasource in (1, 2, 3)");
                    table.CheckConstraint("ck_metric_model_params", "status not in (1, 2) or model_params is not null");
                    table.CheckConstraint("ck_metric_parameters", "(status = 0) = (parameters is null)");
                    table.CheckConstraint("ck_metric_status", "status in (0, 1, 2, 4, 8)");
                });

            migrationBuilder.CreateTable(
                name: "metric_head",
                columns: table => new
                {
                    metric_number = table.Column<int>(type: "integer", nullable: false),
                    last_row_id = table.Column<long>(type: "bigint", nullable: false),
                    last_sample_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    generation = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metric_head", x => x.metric_number);
                    table.ForeignKey(
                        name: "fk_metric_head_metric_metric_number",
                        column: x => x.metric_number,
                        principalTable: "metric",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 50);

            migrationBuilder.CreateTable(
                name: "model_checkpoint",
                columns: table => new
                {
                    metric_number = table.Column<int>(type: "integer", nullable: false),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    last_row_id = table.Column<long>(type: "bigint", nullable: false),
                    last_time = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<byte[]>(type: "bytea", nullable: false),
                    save_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_checkpoint", x => x.metric_number);
                    table.ForeignKey(
                        name: "fk_model_checkpoint_metric_head_metric_number",
                        column: x => x.metric_number,
                        principalTable: "metric_head",
                        principalColumn: "metric_number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "commit_head",
                columns: new[] { "id", "oldest_position", "position" },
                values: new object[] { (short)1, 0L, 0L });

            migrationBuilder.CreateIndex(
                name: "ix_metric_custom_name",
                table: "metric",
                column: "name",
                unique: true,
                filter: "datasource = 1");

            migrationBuilder.CreateIndex(
                name: "ix_metric_server_name_id",
                table: "metric",
                columns: new[] { "server", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_metric_unfinished",
                table: "metric",
                column: "status",
                filter: "status = 2 or clearing");

            // Past EF: a partitioned table can't be described to it. Month partitions are made when rows need them.
            migrationBuilder.Sql(
                """
                create table metric_data (
                    metric_number integer not null,
                    row_id bigint not null,
                    sample_time timestamptz not null,
                    value double precision not null,
                    raw_anomaly_score double precision,
                    anomaly_score double precision,
                    display_value bigint,
                    surprise double precision,
                    commit_position bigint not null,
                    constraint pk_metric_data primary key (metric_number, sample_time)
                ) partition by range (sample_time);
                create index ix_metric_data_commit_position on metric_data
                    using brin (commit_position) with (pages_per_range = 16, autosummarize = on);
                -- Checkpoints are compressed already.
                alter table model_checkpoint alter column state set storage external;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop table metric_data");

            migrationBuilder.DropTable(
                name: "commit_head");

            migrationBuilder.DropTable(
                name: "model_checkpoint");

            migrationBuilder.DropTable(
                name: "metric_head");

            migrationBuilder.DropTable(
                name: "metric");
        }
    }
}
