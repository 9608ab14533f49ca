package dev.ephemint.runtime;

import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;
import java.util.Map;

/** Refuses what the poll loop does not use: the JDK's classes would take it and do nothing, or give nothing. */
abstract class NarrowConnection extends HttpURLConnection {

    NarrowConnection(URL url) {
        super(url);
        instanceFollowRedirects = false;
    }

    @Override
    public final void setInstanceFollowRedirects(boolean follow) {
        if (follow) {
            throw unsupported("setInstanceFollowRedirects(true)");
        }
    }

    @Override
    public final boolean usingProxy() {
        return false;
    }

    @Override
    public final void connect() {
        throw unsupported("connect: a call connects when it is answered");
    }

    @Override
    public final void addRequestProperty(String name, String value) {
        throw unsupported("addRequestProperty");
    }

    @Override
    public final Map<String, List<String>> getRequestProperties() {
        throw unsupported("getRequestProperties");
    }

    @Override
    public final Map<String, List<String>> getHeaderFields() {
        throw unsupported("getHeaderFields");
    }

    @Override
    public final String getHeaderField(int n) {
        throw unsupported("getHeaderField by number");
    }

    @Override
    public final String getHeaderFieldKey(int n) {
        throw unsupported("getHeaderFieldKey");
    }

    @Override
    public final void setConnectTimeout(int timeout) {
        throw unsupported("setConnectTimeout");
    }

    @Override
    public final void setReadTimeout(int timeout) {
        throw unsupported("setReadTimeout");
    }

    @Override
    public final void setIfModifiedSince(long time) {
        throw unsupported("setIfModifiedSince");
    }

    @Override
    public final void setFixedLengthStreamingMode(int length) {
        throw unsupported("setFixedLengthStreamingMode");
    }

    @Override
    public final void setFixedLengthStreamingMode(long length) {
        throw unsupported("setFixedLengthStreamingMode");
    }

    @Override
    public final void setChunkedStreamingMode(int length) {
        throw unsupported("setChunkedStreamingMode");
    }

    private static UnsupportedOperationException unsupported(String what) {
        return new UnsupportedOperationException("no connection to the Lambda Runtime API has " + what);
    }
}
