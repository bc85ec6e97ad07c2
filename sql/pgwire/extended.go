package pgwire

import (
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/session"
)

func (c *conn) parse(body []byte) error {
	var m pgproto3.Parse
	if err := m.Decode(body); err != nil {
		return protocolError(err)
	}
	if err := c.sess.Prepare(c.ctx, m.Name, m.Query, m.ParameterOIDs); err != nil {
		return err
	}
	c.out.empty('1')
	return nil
}

func (c *conn) bind(body []byte) error {
	var m pgproto3.Bind
	if err := m.Decode(body); err != nil {
		return protocolError(err)
	}
	for _, f := range m.ParameterFormatCodes {
		if f != 0 && f != 1 {
			return pgerr.New(pgerr.InvalidParameterValue, "unsupported format code: %d", f)
		}
	}
	for _, f := range m.ResultFormatCodes {
		if f != 0 && f != 1 {
			return pgerr.New(pgerr.InvalidParameterValue, "unsupported format code: %d", f)
		}
	}
	err := c.sess.Bind(c.ctx, session.BindArgs{
		Portal: m.DestinationPortal, Statement: m.PreparedStatement,
		ParamFormats: m.ParameterFormatCodes, Params: m.Parameters, ResultFormats: m.ResultFormatCodes,
	})
	if err == nil {
		c.out.empty('2')
	}
	return err
}

func (c *conn) describe(body []byte) error {
	var m pgproto3.Describe
	if err := m.Decode(body); err != nil {
		return protocolError(err)
	}
	var cols []session.Column
	var formats []int16
	var err error
	switch m.ObjectType {
	case 'S':
		d, e := c.sess.DescribeStatement(c.ctx, m.Name)
		if e != nil {
			return e
		}
		c.out.parameterDescription(d.Params)
		cols = d.Columns
	case 'P':
		cols, formats, err = c.sess.DescribePortal(c.ctx, m.Name)
	default:
		err = pgerr.New(pgerr.ProtocolViolation, "invalid DESCRIBE message subtype %d", m.ObjectType)
	}
	if err != nil {
		return err
	}
	if cols == nil {
		c.out.empty('n')
		return nil
	}
	c.out.rowDescription(cols, formats)
	return nil
}

func (c *conn) execute(body []byte) error {
	var m pgproto3.Execute
	if err := m.Decode(body); err != nil {
		return protocolError(err)
	}
	return c.sess.Execute(c.ctx, m.Portal, int64(int32(m.MaxRows)))
}

func (c *conn) closeTarget(body []byte) error {
	var m pgproto3.Close
	if err := m.Decode(body); err != nil {
		return protocolError(err)
	}
	switch m.ObjectType {
	case 'S':
		c.sess.CloseStatement(m.Name)
	case 'P':
		c.sess.ClosePortal(m.Name)
	default:
		return pgerr.New(pgerr.ProtocolViolation, "invalid CLOSE message subtype %d", m.ObjectType)
	}
	c.out.empty('3')
	return nil
}
