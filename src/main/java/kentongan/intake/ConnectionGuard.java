package kentongan.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import kentongan.intake.Problem.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/// What every connection to the collector has to keep to, pages and batches alike: a head and a
/// body come in time, a body has a declared length, a request has one `Host`.
///
/// Transfer-Encoding is refused for all: neither browsers' forms nor agents send it, and two
/// readings of where a request ends is how requests are smuggled.
public final class ConnectionGuard implements NettyServerCustomizer {
  private static final String BEFORE = "kentongan.head-clock";
  private static final String AFTER = "kentongan.request-guard";

  /// Eighteen digits always fit into a long.
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final IntakeSettings settings;
  private final MeterRegistry registry;

  public ConnectionGuard(IntakeSettings settings, MeterRegistry registry) {
    this.settings = settings;
    this.registry = registry;
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return server
        .idleTimeout(settings.idleTime())
        .httpRequestDecoder(decoder -> decoder.maxInitialLineLength(8192).maxHeaderSize(16_384))
        .doOnChannelInit((_, channel, _) -> guard(channel.pipeline()));
  }

  private void guard(ChannelPipeline pipeline) {
    if (pipeline.get(NettyPipeline.HttpCodec) == null) {
      throw new IllegalStateException("no HTTP codec in " + pipeline.names());
    }
    var connection = new Connection();
    pipeline.addBefore(NettyPipeline.HttpCodec, BEFORE, connection.new Bytes());
    pipeline.addAfter(NettyPipeline.HttpCodec, AFTER, connection.new Requests());
  }

  private Counter closed(String reason) {
    return Counter.builder("kentongan.intake.closed")
        .description("connections closed because what was sent was late or ambiguous")
        .tag("reason", reason)
        .register(registry);
  }

  /// One connection's clock; all of it runs on the connection's event loop.
  private final class Connection {
    private @Nullable Future<?> clock;
    private boolean isBetweenRequests = true;

    private void start(ChannelHandlerContext context, Duration atMost, String reason) {
      stop();
      clock =
          context
              .executor()
              .schedule(
                  () -> {
                    closed(reason).increment();
                    context.close();
                  },
                  atMost.toNanos(),
                  TimeUnit.NANOSECONDS);
    }

    private void stop() {
      var running = clock;
      if (running != null) {
        running.cancel(false);
        clock = null;
      }
    }

    /// Sees bytes before they are a request.
    private final class Bytes extends ChannelInboundHandlerAdapter {
      @Override
      public void handlerAdded(ChannelHandlerContext context) {
        start(context, settings.headTime(), "slow-head");
      }

      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        if (isBetweenRequests && clock == null) {
          start(context, settings.headTime(), "slow-head");
        }
        context.fireChannelRead(message);
      }

      @Override
      public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
      }
    }

    /// Sees requests as the codec understood them.
    private final class Requests extends ChannelInboundHandlerAdapter {
      private boolean isRefused;

      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        if (isRefused) {
          ReferenceCountUtil.release(message);
          return;
        }
        if (message instanceof HttpRequest request) {
          isBetweenRequests = false;
          stop();
          // What the codec could not read is answered with 400 and closed further on.
          if (request.decoderResult().isSuccess() && !begins(context, request)) {
            isRefused = true;
            ReferenceCountUtil.release(message);
            return;
          }
        }
        if (message instanceof LastHttpContent) {
          isBetweenRequests = true;
          stop();
        }
        context.fireChannelRead(message);
      }

      /// Starts the body's clock; false when the request is refused.
      private boolean begins(ChannelHandlerContext context, HttpRequest request) {
        var problem = problem(request);
        if (problem != null) {
          refuse(context, problem);
          return false;
        }
        var length = HttpUtil.getContentLength(request, 0L);
        if (length > 0) {
          var atRate = Duration.ofSeconds(length / settings.bodyRate().toBytes());
          start(context, settings.bodyGrace().plus(atRate), "slow-body");
        }
        return true;
      }
    }

    private @Nullable Problem problem(HttpRequest request) {
      var headers = request.headers();
      if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
        return Problem.of(Kind.TRANSFER_ENCODING, "Transfer-Encoding (expected: Content-Length)");
      }
      var lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
      if (lengths.size() > 1
          || (lengths.size() == 1 && !LENGTH.matcher(lengths.getFirst()).matches())) {
        return Problem.of(Kind.HEADER, "Content-Length (expected: one whole number)");
      }
      var version = request.protocolVersion();
      if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
        return Problem.of(Kind.HEADER, "another version of HTTP (expected: 1.1)");
      }
      var hosts = headers.getAll(HttpHeaderNames.HOST).size();
      return hosts == 1 || (hosts == 0 && version.equals(HttpVersion.HTTP_1_0))
          ? null
          : Problem.of(Kind.HOST, "%d of them (expected: 1)".formatted(hosts));
    }

    private void refuse(ChannelHandlerContext context, Problem problem) {
      closed(problem.kind().token()).increment();
      var body = Unpooled.wrappedBuffer(JsonMapper.shared().writeValueAsBytes(problem.document()));
      var response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(problem.kind().status()), body);
      response
          .headers()
          .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
          .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
          .set(HttpHeaderNames.CONNECTION, "close");
      context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
